/**
 * Just enough JSON to cut a Places answer short without touching the rest of its text, and to read a
 * little of one. Knows nothing of who asks and who answers.
 */
package herd.json;

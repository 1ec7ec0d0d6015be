/**
 * Herds to test against, and what a test does to them and asks of them. Knows of no test framework.
 */
package herd.testkit;

/**
 * Checks of the source tree as a whole: what uses what, what is called where, what lies about.
 * Knows the project's files, and no class of it.
 */
package herd.tidy;

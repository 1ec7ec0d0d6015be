/**
 * Bytes to bounded lines, in any chunking, and the pipe that they come and go over. Knows neither
 * what a line means nor what carries it.
 */
package herd.line;

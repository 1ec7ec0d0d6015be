/**
 * The program: arguments in, a server started, exit codes out. Knows nothing of how a server works,
 * only how one is configured and started.
 */
package herd;

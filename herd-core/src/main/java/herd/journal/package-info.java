/**
 * The log of one server: entries handed over by its event loop, written to a file by a thread of its
 * own, put aside by size. Knows nothing of what the messages mean.
 */
package herd.journal;

/**
 * Puts a server under load, checks every answer, and says how long answers took. Knows the server by
 * its wire alone.
 */
package herd.testkit.load;

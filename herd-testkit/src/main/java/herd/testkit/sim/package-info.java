/**
 * The world of a simulated server: virtual time, chance from a seed, and a network that is only
 * numbers. Knows one server and one connection at a time; the herd is put together above it.
 */
package herd.testkit.sim;

/**
 * The world of simulated servers: virtual time, chance from a seed, machines, and a network that is
 * only numbers. Knows of no tests and no handles.
 */
package herd.testkit.sim;

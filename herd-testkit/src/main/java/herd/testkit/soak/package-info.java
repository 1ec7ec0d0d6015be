/**
 * A herd under load and under faults for as long as one likes, with books kept on what it owes its
 * clients.
 */
package herd.testkit.soak;

/**
 * Proof of the flooding by simulation: random schedules of faults and clients' doings, what must hold
 * at every step and at the end, and a program that runs many of them. Knows simulated herds only.
 */
package herd.testkit.proof;

/**
 * Random input for a herd, by the billion, and a second opinion on what must come of it: the
 * contract once more, slow and plain. Knows neither simulated herds nor schedules of faults.
 */
package herd.testkit.fuzz;

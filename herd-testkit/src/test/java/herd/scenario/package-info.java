/** What a whole herd must live through, simulated and over real sockets. */
package herd.scenario;

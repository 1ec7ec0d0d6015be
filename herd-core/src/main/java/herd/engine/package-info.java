/**
 * One whole server as a pure state machine: routes between clients, records, neighbours and
 * look-ups, and holds little itself. Knows neither sockets, threads nor clocks: what has to happen
 * in the world it asks of its {@link herd.engine.Effects}, and cannot tell a real one from a
 * simulated one.
 */
package herd.engine;

/**
 * Records in order of change and one cursor into them per neighbour: what a server holds, and what
 * each neighbour still has to be told. Knows neither connections nor time: lines go in, verdicts
 * and lines come out.
 */
package herd.flood;

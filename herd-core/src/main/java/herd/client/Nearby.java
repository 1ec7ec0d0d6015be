package herd.client;

import herd.protocol.Report;

/**
 * The answer to a WHATSAT.
 *
 * @param report where the client was when a server last heard from it
 * @param json what is near there, as the places service said it, without the line ends after it
 */
public record Nearby(Report report, String json) {}

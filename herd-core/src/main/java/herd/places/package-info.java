/**
 * What may be asked of a places service, what it may answer, and how many look-ups may be out at a
 * time. Knows neither which service is asked nor how, and nothing of clients, sockets or threads.
 */
package herd.places;

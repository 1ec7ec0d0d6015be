/**
 * What two neighbours say to each other: proof of the shared secret, where to resume, records,
 * pings. Bytes in, events out; it knows neither what a record means nor what carries the bytes.
 */
package herd.link;

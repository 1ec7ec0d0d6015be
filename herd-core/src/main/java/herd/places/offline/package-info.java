/**
 * An open data set inside the jar that answers a Nearby Search in the classic form, with no key and
 * no network. Knows nothing of clients, radii in kilometres or bounds: whoever asked for fewer places
 * is given a part by others.
 *
 * <p><b>The data.</b> {@code places.tsv} beside these classes: towns, cities and quarters of
 * 5,000 people or more from GeoNames (CC BY 4.0), medium and large airports from OurAirports (public
 * domain); {@code META-INF/NOTICE} has the credits. It is plain text, so that a change to it can be
 * read as a diff; the jar compresses it. A line of column names, a row a place, and a last line that
 * counts the rows, by which a file that was cut short is known. {@code SealedPlaces} in the test tree
 * makes it from the bare rows, and says how.
 */
package herd.places.offline;

package herd.engine;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Unavailable;

/** Spells the answer to a WHATSAT. */
final class Answer {

    private Answer() {}

    /** The AT line, a line end, the places, and the two line ends that end them. */
    static byte[] text(byte[] atLine, PlacesAnswer answer, int bound) {
        byte[] places = places(answer, bound);
        byte[] text = new byte[atLine.length + 1 + places.length + 2];
        System.arraycopy(atLine, 0, text, 0, atLine.length);
        text[atLine.length] = '\n';
        System.arraycopy(places, 0, text, atLine.length + 1, places.length);
        text[text.length - 2] = '\n';
        text[text.length - 1] = '\n';
        return text;
    }

    private static byte[] places(PlacesAnswer answer, int bound) {
        if (answer instanceof Found found) {
            return found.upTo(bound);
        }
        if (answer instanceof Unavailable unavailable) {
            return unavailable.status().body();
        }
        throw new AssertionError(answer);
    }
}

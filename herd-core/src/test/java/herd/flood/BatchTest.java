package herd.flood;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Batch batch = new Batch();

    @Test
    void usesItsViewsAgain() {
        AtLine first = add(10);
        AtLine second = add(900);
        assertNotSame(first, second);
        batch.clear();
        assertSame(first, batch.next());
    }

    /** A view would hold the bytes of the line that it showed last. */
    @Test
    void holdsNoLongLineWhenItIsCleared() {
        AtLine first = add(10);
        AtLine second = add(5_000);
        batch.clear();
        assertNotSame(first, add(10));
        AtLine next = add(10);
        assertNotSame(second, next);
        batch.clear();
        batch.next();
        batch.add(0);
        assertSame(next, batch.next());
    }

    @Test
    void isFullWithAsManyLinesAsItMayHave() {
        for (int i = 0; i < Batch.MAX_LINES; i++) {
            assertEquals(i, batch.count());
            assertTrue(!batch.isFull());
            add(10);
        }
        assertTrue(batch.isFull());
    }

    private AtLine add(int idBytes) {
        byte[] line =
                Lines.line("Hill", "k".repeat(idBytes), Lines.PLACE, "4", "5").getBytes(US_ASCII);
        AtLine view = batch.next();
        assertTrue(view.read(line, 0, line.length));
        batch.add(0);
        return view;
    }
}

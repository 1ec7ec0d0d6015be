package herd.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomBitsTest {

    @TempDir Path folder;

    @Test
    void drawsAsMuchAsIsAskedForAndOtherBitsEachTime() {
        byte[] one = RandomBits.draw(32);
        byte[] other = RandomBits.draw(32);
        assertEquals(32, one.length);
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void takesThemFromTheFile() throws Exception {
        byte[] bits = {3, 1, 4, 1, 5, 9};
        Path file = Files.write(folder.resolve("bits"), bits);
        assertArrayEquals(Arrays.copyOf(bits, 4), RandomBits.draw(4, file));
    }

    @Test
    void drawsAllOfThemElsewhereWhereThereIsNoSuchFileOrTooLittleInIt() throws Exception {
        Path tooLittle = Files.write(folder.resolve("too-little"), new byte[31]);
        for (Path file : new Path[] {folder.resolve("missing"), tooLittle}) {
            byte[] one = RandomBits.draw(32, file);
            byte[] other = RandomBits.draw(32, file);
            assertEquals(32, one.length);
            assertFalse(Arrays.equals(one, other));
        }
    }
}

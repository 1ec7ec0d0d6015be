package herd.tidy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of one class file: among them, every method and field that its code refers to.
 *
 * <p><b>Source.</b> The Java Virtual Machine Specification, 4.4.
 */
final class ConstantPool {

    private static final int MAGIC = 0xCAFEBABE;

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;

    /** By index, the tag of each constant; 0 where there is none. */
    private final int[] tags;

    /** By index, the text of a UTF-8 constant, and nothing else. */
    private final String[] texts;

    /** By index, the two constants that a constant names, or the one. */
    private final int[][] parts;

    private ConstantPool(int size) {
        tags = new int[size];
        texts = new String[size];
        parts = new int[size][2];
    }

    static ConstantPool of(Path classFile) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(classFile)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a class file: " + classFile);
            }
            in.skipNBytes(4);
            ConstantPool pool = new ConstantPool(in.readUnsignedShort());
            for (int i = 1; i < pool.tags.length; i++) {
                pool.read(i, in);
                if (pool.tags[i] == LONG || pool.tags[i] == DOUBLE) {
                    i++;
                }
            }
            return pool;
        }
    }

    /** The methods and fields referred to, as in {@code java/lang/Math.max:(II)I}. */
    List<String> members() {
        List<String> members = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] >= FIELD && tags[i] <= INTERFACE_METHOD) {
                int owner = parts[parts[i][0]][0];
                int[] nameAndType = parts[parts[i][1]];
                members.add(
                        texts[owner] + "." + texts[nameAndType[0]] + ":" + texts[nameAndType[1]]);
            }
        }
        return members;
    }

    private void read(int index, DataInputStream in) throws IOException {
        tags[index] = in.readUnsignedByte();
        switch (tags[index]) {
            case UTF8 -> texts[index] = in.readUTF();
            case 3, 4 -> in.skipNBytes(4);
            case LONG, DOUBLE -> in.skipNBytes(8);
            case 7, 8, 16, 19, 20 -> parts[index][0] = in.readUnsignedShort();
            case 9, 10, 11, 12, 17, 18 -> {
                parts[index][0] = in.readUnsignedShort();
                parts[index][1] = in.readUnsignedShort();
            }
            case 15 -> in.skipNBytes(3);
            default -> throw new IOException("a constant of an unknown kind: " + tags[index]);
        }
    }
}

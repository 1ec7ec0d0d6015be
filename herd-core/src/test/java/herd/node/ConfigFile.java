package herd.node;

import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration that is written to a file, so that it is read as an operator's is. */
final class ConfigFile {

    private ConfigFile() {}

    static HerdConfig read(Path folder, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("herd.properties"), text);
        return HerdConfig.builder().read(file).build();
    }
}

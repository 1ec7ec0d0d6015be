package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.Arguments.Task;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void readsAServersNameAmongTheOptions() throws Exception {
        Arguments arguments =
                Arguments.of("--config", "herd.properties", "Hill", "--log-dir=/var/log");
        assertEquals(Task.RUN, arguments.task());
        assertEquals(Optional.of("Hill"), arguments.server());
        assertEquals(Optional.of("herd.properties"), arguments.config());
        assertEquals(Optional.of("/var/log"), arguments.logDir());
    }

    @Test
    void readsThatAllServersAreMeant() throws Exception {
        assertTrue(Arguments.of("--all").all());
    }

    @Test
    void needsNoServerWhereNoneIsStarted() throws Exception {
        assertEquals(Task.CHECK_CONFIG, Arguments.of("--check-config").task());
        assertEquals(Task.PRINT_CONFIG, Arguments.of("--print-config", "Hill").task());
        assertEquals(Task.VERSION, Arguments.of("--version").task());
        assertEquals(Task.HELP, Arguments.of("--help", "--all", "--check-config").task());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | which server? Give its name, or --all",
                "Hill Smith | one server at a time, or --all: Smith",
                "Hill --all | either a server's name or --all, not both",
                "--everything | no such option: --everything",
                "-h | no such option: -h",
                "--all=yes | no value belongs to an option: --all=yes",
                "Hill --config | --config needs a value after it",
                "--config a --config b Hill | --config is there twice",
                "--log-dir=a --log-dir b Hill | --log-dir is there twice"
            })
    void refusesWhatMeansNothing(String line, String problem) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        UsageException e = assertThrows(UsageException.class, () -> Arguments.of(arguments));
        assertEquals(problem, e.getMessage());
    }
}

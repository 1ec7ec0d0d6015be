package herd;

import java.util.Optional;

/**
 * What the command line says.
 *
 * @param all whether all servers of the herd are started in this one process
 */
record Arguments(
        Task task,
        Optional<String> server,
        boolean all,
        Optional<String> config,
        Optional<String> logDir) {

    /** What the program is to do. */
    enum Task {
        RUN,
        CHECK_CONFIG,
        PRINT_CONFIG,
        HELP,
        VERSION
    }

    static Arguments of(String... arguments) throws UsageException {
        Reader reader = new Reader(arguments);
        reader.readAll();
        return reader.result();
    }

    private static final class Reader {

        private final String[] arguments;
        private int next;
        private Task task = Task.RUN;
        private Optional<String> server = Optional.empty();
        private boolean all;
        private Optional<String> config = Optional.empty();
        private Optional<String> logDir = Optional.empty();

        Reader(String... arguments) {
            this.arguments = arguments;
        }

        void readAll() throws UsageException {
            while (next < arguments.length) {
                String argument = arguments[next++];
                int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
                String option = equals < 0 ? argument : argument.substring(0, equals);
                switch (option) {
                    case "--config" -> config = value(option, equals, argument, config);
                    case "--log-dir" -> logDir = value(option, equals, argument, logDir);
                    case "--all" -> all = plain(argument, equals);
                    case "--check-config" -> task(Task.CHECK_CONFIG, argument, equals);
                    case "--print-config" -> task(Task.PRINT_CONFIG, argument, equals);
                    case "--help" -> task(Task.HELP, argument, equals);
                    case "--version" -> task(Task.VERSION, argument, equals);
                    default -> name(argument);
                }
            }
        }

        Arguments result() throws UsageException {
            if (all && server.isPresent()) {
                throw new UsageException("either a server's name or --all, not both");
            }
            if (task == Task.RUN && !all && server.isEmpty()) {
                throw new UsageException("which server? Give its name, or --all");
            }
            return new Arguments(task, server, all, config, logDir);
        }

        private Optional<String> value(
                String option, int equals, String argument, Optional<String> before)
                throws UsageException {
            if (before.isPresent()) {
                throw new UsageException(option + " is there twice");
            }
            if (equals >= 0) {
                return Optional.of(argument.substring(equals + 1));
            }
            if (next == arguments.length) {
                throw new UsageException(option + " needs a value after it");
            }
            return Optional.of(arguments[next++]);
        }

        private void task(Task asked, String argument, int equals) throws UsageException {
            plain(argument, equals);
            // Whoever asks for help gets it, whatever else is there.
            if (task == Task.RUN || asked.ordinal() > task.ordinal()) {
                task = asked;
            }
        }

        private static boolean plain(String argument, int equals) throws UsageException {
            if (equals >= 0) {
                throw new UsageException("no value belongs to an option: " + argument);
            }
            return true;
        }

        private void name(String argument) throws UsageException {
            if (argument.startsWith("-")) {
                throw new UsageException("no such option: " + argument);
            }
            if (server.isPresent()) {
                throw new UsageException("one server at a time, or --all: " + argument);
            }
            server = Optional.of(argument);
        }
    }
}

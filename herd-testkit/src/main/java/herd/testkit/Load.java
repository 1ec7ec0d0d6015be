package herd.testkit;

import herd.testkit.load.LoadProgram;

/**
 * Puts a server of the protocol under load, whoever wrote it, and checks every answer: a program.
 *
 * <p>The exit code is 0 if all was answered rightly and in time, 1 if not, 2 if it could not begin.
 */
public final class Load {

    private static final String HELP =
            """
            usage: java -cp herd-testkit.jar:herd-core.jar herd.testkit.Load host:port [options]

            Puts the server whose client port that is under load, checks every answer byte for byte,
            and says how many there were and how long they took.

              --connections N     connections that carry the load (50)
              --in-flight N       messages that may wait for answers on each (1; 1024 with --rate)
              --batch             sends the next only when all of these are answered
              --rate N            open loop: N messages are due a second, on all connections; latency
                                  counts from when each was due. Else an answer makes room for the
                                  next message (closed loop)
              --seconds S         how long to measure (10)
              --messages N        ends when so many were sent and answered
              --warm-up S         seconds of load before that, checked and not measured (2)
              --ids N             how many clients report (10000): load-00000000 and so on
              --order ORDER       whose turn it is: random or sequence (random)
              --prefix TEXT       what their IDs begin with (load-); one load, one prefix
              --whatsat PERCENT   how many of a hundred messages ask about a client (0)
              --radius KM         of these (10)
              --limit N           the most places that they ask for (5)
              --idle N            connections held meanwhile without a word; at the end each is asked
                                  whether it still lives (0)
              --to HOST:PORT      flood latency: reports to the one server, and asks the other
                                  until it tells the report; one at a time on each connection
              --timeout S         how long the server may be silent; longer is late or missing (10)
              --clock-tolerance S how far the clocks may be apart (0.1)
              --server-pid PID    counts the CPU of that process as well
              --histogram         draws latencies
              --json FILE         writes the result as JSON; - for the standard output, and the text
                                  goes to the standard error
              --quiet             no progress

            Ends with 0 if all was answered rightly and in time, 1 if not, 2 if it could not begin.
            Ctrl-C ends the load, and shows what there is.
            """;

    private Load() {}

    /** The program. */
    public static void main(String[] arguments) {
        LoadProgram program = new LoadProgram(HELP, System.out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(program), "load-stop"));
        System.exit(program.run(arguments));
    }

    /** For Ctrl-C: the process ends when this returns. */
    private static void stop(LoadProgram program) {
        try {
            program.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

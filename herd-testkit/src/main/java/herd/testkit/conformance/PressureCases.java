package herd.testkit.conformance;

import java.time.Duration;

/** Clients that do not read, and clients that do not speak: C8 and C9. */
final class PressureCases {

    private static final Duration STILL = Duration.ofMillis(600);

    /** The term of C8 for who takes nothing, and time enough beyond it. */
    private static final Duration TAKES_NOTHING = Duration.ofSeconds(14);

    private static final int LINE_BYTES = 1000;

    /** More than the buffers of two systems hold; who takes all this without reading reads on. */
    private static final int TOO_MUCH_BYTES = 64 << 20;

    private static final int OPEN_ANSWERS = 3000;

    private PressureCases() {}

    static void addTo(CaseList list) {
        list.add(
                "C8",
                "who takes no answers is no longer read, and loses none",
                it -> {
                    stuck(it.talkWithSmallBuffer(), true);
                });
        list.add(
                "C8",
                "another client is answered meanwhile",
                it -> {
                    Talk stuck = it.talkWithSmallBuffer();
                    stuck(stuck, false);
                    Talk other = it.talk();
                    other.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    other.expectNothingMore();
                });
        list.add("C8", "thousands of quick answers behind a WHATSAT", PressureCases::behindOne);
        list.add(
                "C8",
                "who takes nothing for 10 s is closed",
                Need.SLOW,
                PressureCases::takesNothing);
        list.add(
                "C8",
                "who takes a little now and then is not",
                Need.SLOW,
                PressureCases::takesLittle);
        list.add(
                "C9",
                "who is silent for the idle time is closed",
                Need.IDLE,
                it -> {
                    Talk talk = it.talk().send("a\n").expectEcho("a");
                    it.pause(idle(it).dividedBy(2));
                    talk.expectSilence(Duration.ofMillis(1));
                    it.pause(idle(it));
                    talk.expectEnd();
                });
        list.add(
                "C9",
                "who never said anything is closed as well",
                Need.IDLE,
                it -> {
                    Talk talk = it.talk();
                    it.pause(idle(it).multipliedBy(3).dividedBy(2));
                    talk.expectEnd();
                });
        list.add(
                "C9",
                "who says something now and then is not",
                Need.IDLE,
                it -> {
                    Talk talk = it.talk();
                    for (int i = 0; i < 6; i++) {
                        it.pause(idle(it).dividedBy(4));
                        talk.expectNothingMore();
                    }
                });
        list.add(
                "C9",
                "an unfinished line is not carried out",
                Need.IDLE,
                it -> {
                    String id = it.fresh();
                    Talk talk = it.talk().send("IAMAT " + id + " +1-1 1");
                    it.pause(idle(it).multipliedBy(3).dividedBy(2));
                    talk.expectEnd();
                    String question = "WHATSAT " + id + " 1 1";
                    it.talk().send(question + '\n').expectEcho(question);
                });
    }

    private static Duration idle(Bench bench) {
        return bench.target().idleTimeout().orElseThrow();
    }

    /** Sends numbered lines until the server takes no more; and then takes all the answers. */
    private static void stuck(Talk talk, boolean takeAll) {
        int lines = 0;
        int taken = LINE_BYTES;
        String packet = "";
        while (taken == packet.length() || packet.isEmpty()) {
            if (lines * (long) LINE_BYTES > TOO_MUCH_BYTES) {
                throw new Violation(
                        lines + " lines of " + LINE_BYTES + " bytes, and no answer was taken",
                        "that the server reads no more",
                        "no stop");
            }
            packet = numbered(lines, 16);
            taken = talk.sendWhatFits(packet, STILL);
            lines += taken / LINE_BYTES;
        }
        if (takeAll) {
            for (int i = 0; i < lines; i++) {
                talk.expectEcho(numberedLine(i));
            }
            String rest = packet.substring(taken);
            talk.send(rest.isEmpty() ? "" : rest);
            for (int i = 0; i < 16 - taken / LINE_BYTES; i++) {
                talk.expectEcho(numberedLine(lines + i));
            }
            talk.expectNothingMore();
        }
    }

    private static String numbered(int from, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            lines.append(numberedLine(i)).append('\n');
        }
        return lines.toString();
    }

    private static String numberedLine(int number) {
        String name = "number " + number + ' ';
        return name + "x".repeat(LINE_BYTES - 1 - name.length());
    }

    private static void behindOne(Bench bench) {
        Talk talk = bench.talk();
        At at = talk.iamat(bench.fresh(), Bench.PLACE, Bench.TIME);
        StringBuilder all = new StringBuilder("WHATSAT " + at.id() + " 10 5\n");
        for (int i = 0; i < OPEN_ANSWERS; i++) {
            all.append("quick ").append(i).append('\n');
        }
        talk.send(all.toString());
        bench.places(talk, at);
        for (int i = 0; i < OPEN_ANSWERS; i++) {
            talk.expectEcho("quick " + i);
        }
        talk.expectNothingMore();
    }

    private static void takesNothing(Bench bench) {
        Talk talk = bench.talkWithSmallBuffer();
        stuck(talk, false);
        bench.pause(TAKES_NOTHING);
        talk.untilGone("the end of the connection");
    }

    private static void takesLittle(Bench bench) {
        Talk talk = bench.talkWithSmallBuffer();
        stuck(talk, false);
        for (int i = 0; i < 14; i++) {
            bench.pause(Duration.ofSeconds(1));
            for (int j = 0; j < 100; j++) {
                talk.expectEcho(numberedLine(100 * i + j));
            }
        }
    }
}

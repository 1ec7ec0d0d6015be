package herd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Conversations at random against the simplest model there is: the answers to the lines, one after
 * the other. The client sends and takes as it likes, look-ups come back in any order, and whatever
 * is done when, the client must get just that text and the server must keep no more than it may.
 */
class SessionModelTest {

    private static final int MAX_LINE = 60;
    private static final int MAX_BYTES = 300;
    private static final int MAX_ANSWERS = 4;
    private static final int MAX_CHUNK = 200;
    private static final int MAX_PLACES = 150;

    /** One conversation: what is said, what must come of it, and how far it has come. */
    private static final class Conversation {
        final SplittableRandom random;
        final Client client =
                new Client(new SessionLimits(MAX_LINE, MAX_BYTES, MAX_ANSWERS, Client.IDLE_NANOS));
        final StringBuilder said = new StringBuilder();
        final StringBuilder expected = new StringBuilder();
        final StringBuilder got = new StringBuilder();
        final List<String> stored = new ArrayList<>();
        final List<String> places = new ArrayList<>();
        final List<Question> asked = new ArrayList<>();
        int sent;
        boolean ended;

        Conversation(long seed) {
            random = new SplittableRandom(seed);
            for (int lines = random.nextInt(1, 60); lines > 0; lines--) {
                say();
            }
            if (random.nextBoolean()) {
                said.setLength(said.length() - 1);
            }
        }

        private void say() {
            int client = random.nextInt(5);
            int kind = random.nextInt(10);
            if (kind < 4) {
                int seconds = random.nextInt(100);
                String fields = "c" + client + " +1-1 " + seconds;
                said.append("IAMAT ").append(fields).append("\n");
                String at = "AT Hill +" + (100 - seconds) + ".000000000 " + fields;
                stored.add(at);
                expected.append(at).append("\n");
            } else if (kind < 6 && latest(client) != null) {
                said.append(" WHATSAT c").append(client).append(" 10 5\r\n");
                String text = "{" + places.size() + "x".repeat(random.nextInt(MAX_PLACES)) + "}";
                places.add(text);
                expected.append(latest(client)).append("\n").append(text).append("\n\n");
            } else if (kind < 7) {
                said.append(" \t\r\n".substring(random.nextInt(4)));
            } else {
                int length = random.nextInt(1, kind == 7 ? 5 * MAX_LINE : MAX_LINE);
                said.append("y".repeat(length)).append("\n");
                expected.append("? ").append("y".repeat(length)).append("\n");
            }
        }

        private String latest(int client) {
            String newest = null;
            for (String at : stored) {
                newest = at.contains(" c" + client + " ") ? at : newest;
            }
            return newest;
        }

        /** Something happens; false if there was nothing left that could. */
        boolean step() {
            asked.addAll(
                    client.host.open.keySet().stream().filter(it -> !asked.contains(it)).toList());
            boolean maySend = !client.pipe.isPaused() && !ended;
            boolean mayAnswer = !client.host.open.isEmpty();
            boolean mayTake = client.pipe.waiting() > 0;
            int choice = random.nextInt(8);
            if (choice < 4 && maySend) {
                send();
            } else if (choice < 6 && mayTake) {
                got.append(client.takes(random.nextInt(1, 4 * MAX_BYTES)));
            } else if (choice == 6 && mayAnswer) {
                List<Question> open = List.copyOf(client.host.open.keySet());
                Question any = open.get(random.nextInt(open.size()));
                client.host.answer(any, places.get(asked.indexOf(any)));
            } else {
                return maySend || mayTake || mayAnswer;
            }
            return true;
        }

        private void send() {
            int length = Math.min(random.nextInt(1, MAX_CHUNK), said.length() - sent);
            if (length > 0) {
                client.says(said.substring(sent, sent + length));
                sent += length;
            }
            if (sent == said.length() && random.nextBoolean()) {
                ended = true;
                client.halfCloses();
            }
        }

        void check(String seed) {
            long waiting = client.pipe.waiting();
            int most = MAX_BYTES + MAX_LINE + MAX_CHUNK + MAX_ANSWERS * (MAX_PLACES + MAX_LINE);
            assertTrue(waiting <= most, () -> seed + "waiting: " + waiting);
            assertTrue(client.pipe.heldBytes() <= most + 6 * MAX_LINE + MAX_CHUNK, seed);
            assertTrue(client.host.open.size() <= MAX_ANSWERS, seed);
        }
    }

    @Test
    void losesAndDoublesNothingWhateverTheClientAndTheLookUpsDo() {
        for (long number = 0; number < 5_000; number++) {
            String seed = "seed " + number + ": ";
            Conversation talk = new Conversation(number);
            while (talk.step()) {
                talk.check(seed);
            }
            assertEquals(talk.said.length(), talk.sent, () -> seed + "held up for ever");
            assertEquals(talk.expected.toString(), talk.got.toString(), seed);
            assertEquals(talk.stored, talk.client.host.stored, seed);
            assertTrue(talk.client.pipe.isFinished(), seed);
            assertEquals(0, talk.client.pipe.heldBytes(), seed);
        }
    }
}

package herd.testkit.soak;

/** A command and what there is to check about its answer. */
sealed interface Exchange {

    /** The command, without its end. */
    String command();

    /** Whether places follow the first line of the answer. */
    default boolean hasPlaces() {
        return false;
    }

    /** Says what is wrong with the answer, if anything is. */
    void check(String answer, Troubles troubles);

    /** A client says where it is. */
    record Report(Update update, Book book) implements Exchange {

        @Override
        public String command() {
            return update.command();
        }

        @Override
        public void check(String answer, Troubles troubles) {
            if (update.isAnsweredBy(answer)) {
                book.answered(update, answer);
            } else {
                troubles.add('"' + command() + "\" was answered \"" + answer + '"');
            }
        }
    }

    /** Somebody asks what is near a client, which the server may never have heard of. */
    record Question(String clientId, int bound) implements Exchange {

        @Override
        public String command() {
            return "WHATSAT " + clientId + " 1 " + bound;
        }

        @Override
        public boolean hasPlaces() {
            return true;
        }

        @Override
        public void check(String answer, Troubles troubles) {
            boolean unknown = answer.equals("? " + command());
            boolean known =
                    answer.startsWith("AT ")
                            && answer.split(" ", 5)[3].equals(clientId)
                            && answer.endsWith("}\n\n");
            if (!unknown && !known) {
                troubles.add('"' + command() + "\" was answered \"" + answer + '"');
            }
        }
    }

    /** Something that is no command. */
    record Invalid(String command) implements Exchange {

        @Override
        public void check(String answer, Troubles troubles) {
            if (!answer.equals("? " + command)) {
                troubles.add('"' + command + "\" was answered \"" + answer + '"');
            }
        }
    }
}

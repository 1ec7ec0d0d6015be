package herd.testkit.fuzz;

/** What one connection brings, as it becomes known. */
interface Script {

    /** Whether there is nothing more. */
    boolean isOver();

    /** The next bytes, at least one unless it is over: as far as they are known already. */
    String next(long wallNanos);

    /** A script that is known from the beginning. */
    static Script of(String bytes) {
        return new Script() {
            private String rest = bytes;

            @Override
            public boolean isOver() {
                return rest.isEmpty();
            }

            @Override
            public String next(long wallNanos) {
                String all = rest;
                rest = "";
                return all;
            }
        };
    }
}

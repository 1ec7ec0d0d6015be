package herd.testkit.conformance;

/** What a case needs to be told before it can be run. */
enum Need {
    NOTHING("") {
        @Override
        boolean isMetBy(Target target) {
            return true;
        }
    },
    OTHER("needs another server of the herd") {
        @Override
        boolean isMetBy(Target target) {
            return target.other().isPresent();
        }
    },
    PEER("needs a neighbour port, two names and the secret") {
        @Override
        boolean isMetBy(Target target) {
            return target.peer().isPresent();
        }
    },
    IDLE("needs a server with a short idle-timeout") {
        @Override
        boolean isMetBy(Target target) {
            return target.idleTimeout().isPresent();
        }
    },
    SLOW("takes many seconds") {
        @Override
        boolean isMetBy(Target target) {
            return target.slow();
        }
    },
    SLOW_PEER("takes many seconds, and needs a neighbour port, two names and the secret") {
        @Override
        boolean isMetBy(Target target) {
            return target.slow() && target.peer().isPresent();
        }
    };

    private final String words;

    Need(String words) {
        this.words = words;
    }

    abstract boolean isMetBy(Target target);

    /** Whether such cases share the one neighbour that the kit can be, and so run one by one. */
    boolean isOfLinks() {
        return this == PEER || this == SLOW_PEER;
    }

    @Override
    public String toString() {
        return words;
    }
}

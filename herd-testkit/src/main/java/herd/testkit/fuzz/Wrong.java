package herd.testkit.fuzz;

/** Something is not as it must be; the message says what. */
final class Wrong extends Exception {

    private static final long serialVersionUID = 1;

    Wrong(String what) {
        super(what, null, false, false);
    }
}

package herd.testkit.load;

/** Why a load could not begin; the message is for people. */
public final class LoadFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean isOfTheServer;

    LoadFailure(String message, boolean isOfTheServer) {
        super(message);
        this.isOfTheServer = isOfTheServer;
    }

    /** Whether a server took connections and then did not do what it should. */
    public boolean isOfTheServer() {
        return isOfTheServer;
    }
}

package herd.testkit.fuzz;

/**
 * An input that something is wrong with.
 *
 * @param target what was tried
 * @param seed what all inputs were drawn from
 * @param number which of them it was
 * @param input as it was drawn
 * @param what was wrong with it
 * @param smallest the smallest input with which something is still wrong
 * @param whatOfSmallest what that is
 */
record Finding(
        String target,
        long seed,
        long number,
        byte[] input,
        String what,
        byte[] smallest,
        String whatOfSmallest) {

    /** What somebody needs to see it again. */
    @Override
    public String toString() {
        return String.join(
                "\n",
                "FOUND in " + target + ", seed " + seed + ", input " + number + ":",
                "  input     '" + Escapes.escaped(input) + "'",
                "     " + what,
                "  smallest  '" + Escapes.escaped(smallest) + "'",
                "     " + whatOfSmallest,
                "  again     " + command("--seed " + seed + " --first " + number + " --inputs 1"),
                "        or  " + command("--input '" + Escapes.escaped(smallest) + "'"));
    }

    private String command(String arguments) {
        return "java -cp herd-testkit/target/herd-testkit.jar:herd-core/target/herd-core.jar"
                + " herd.testkit.fuzz.Fuzz --target "
                + target
                + ' '
                + arguments;
    }
}

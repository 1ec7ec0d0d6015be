/** A server of the herd as a program. */
module herd.server {
    requires herd.core;
}

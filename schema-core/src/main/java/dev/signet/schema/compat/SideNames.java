package dev.signet.schema.compat;

/**
 * What two schemas are called in sentences about them.
 *
 * @param older the one that was there before, such as "version 3"
 * @param newer the one that follows it, such as "the new schema"
 */
record SideNames(String older, String newer) {
    /** A schema that is to follow a version. */
    static SideNames newAfter(EarlierVersion earlier) {
        return new SideNames("version " + earlier.version(), "the new schema");
    }
}

/** A places service that stands in for Google's and fails as it is told. Knows of no herd. */
package herd.testkit.places;

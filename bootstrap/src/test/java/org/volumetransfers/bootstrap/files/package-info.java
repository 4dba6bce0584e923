@NullMarked
package org.volumetransfers.bootstrap.files;

import org.jspecify.annotations.NullMarked;

package org.volumetransfers.bootstrap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** The content of a server without settings: the documented example, and a token to list it with. */
final class Demo {

    static final ProjectId PROJECT = new ProjectId("firstproject");
    static final AuthToken TOKEN = new AuthToken("demo-token");

    /** The token is public, and therefore accepted on loopback addresses only. */
    static final Map<AuthToken, Caller> TOKENS = Map.of(TOKEN, new Caller(PROJECT, Set.of("member"), null));

    /** The ids, names and volumes are those of the document; the times, which it lacks, keep its order. */
    static final List<VolumeTransfer> TRANSFERS = List.of(
            new VolumeTransfer(
                    PROJECT,
                    new TransferId("cac5c677-73a9-4288-bb9c-b2ebfb547377"),
                    "first volume transfer",
                    new VolumeId("894623a6-e901-4312-aa06-4275e6321cce"),
                    Instant.parse("2024-02-27T00:00:01Z")),
            new VolumeTransfer(
                    PROJECT,
                    new TransferId("f26c0dee-d20d-4e80-8dee-a8d91b9742a1"),
                    "second volume transfer",
                    new VolumeId("673db275-379f-41af-8371-e1652132b4c1"),
                    Instant.parse("2024-02-27T00:00:02Z")));

    private Demo() {}
}

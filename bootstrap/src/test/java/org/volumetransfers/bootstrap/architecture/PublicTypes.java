package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that users of the modules can name. A type joins when somebody outside its package needs it. */
final class PublicTypes {

    private static final List<String> DOMAIN = below(
            "domain",
            "AccessRule",
            "AuthToken",
            "Caller",
            "PageQuery",
            "PageRequest",
            "PageStart",
            "PageStart.After",
            "PageStart.AfterMarker",
            "PageStart.AtOffset",
            "ProjectId",
            "StoredTransfer",
            "TransferAction",
            "TransferId",
            "TransferLookup",
            "TransferOrder",
            "TransferPage",
            "TransferPosition",
            "TransferQuery",
            "TransferStatus",
            "VolumeId",
            "VolumeTransfer",
            "error.BackendUnavailableException",
            "error.BackendUnavailableException.Backend",
            "error.BackendUnavailableException.Reason",
            "error.InvalidConfigurationException",
            "error.InvalidValueException",
            "error.NotPermittedException",
            "error.NotPermittedException.Reason",
            "error.OffsetRefusedException",
            "error.OffsetRefusedException.Reason",
            "error.TokenRejectedException",
            "error.TransferException",
            "error.TransferException.Visitor",
            "error.TransferNotFoundException",
            "error.UnknownMarkerException",
            "error.WrongProjectException");

    private static final List<String> APPLICATION = below(
            "application",
            "blocking.PageWorkers",
            "blocking.PageWorkers.Limits",
            "blocking.PageWorkers.PageReader",
            "port.in.AuthenticateCaller",
            "port.in.CallerRequest",
            "port.in.ListVolumeTransfers",
            "port.in.ShowVolumeTransfer",
            "port.in.TransferListing",
            "port.in.TransferListing.Rest",
            "port.in.TransferListing.Step",
            "port.out.PendingTransfers",
            "port.out.TokenVerifier",
            "port.out.TransferPages",
            "service.AuthenticateCallerService",
            "service.BlockingPendingTransfers",
            "service.BlockingTransferPages",
            "service.ListVolumeTransfersService",
            "service.OffsetRule",
            "service.PagingRule",
            "service.ShowVolumeTransferService");

    private static final List<String> ADAPTER_HTTP = below(
            "adapter.http",
            "AdminHttpServer",
            "AdminHttpServer.Builder",
            "AdminHttpServer.Content",
            "AdminHttpServer.Document",
            "BadTokenAnswer",
            "BadTokenAnswer.Status",
            "HttpConfig",
            "Readiness",
            "RequestObserver",
            "RequestObserver.FinishedRequest",
            "RequestObserver.Origin",
            "TransferHttpServer",
            "TransferHttpServer.Builder",
            "TransferRoutes",
            "UseCases",
            "engine.Abort",
            "engine.EngineEvents",
            "engine.HttpEngine",
            "engine.HttpLimits",
            "engine.HttpTimeouts",
            "engine.Linger",
            "engine.OverloadException",
            "engine.Refusals",
            "engine.Refusals.Cause",
            "engine.ResponseParts",
            "engine.ResponseSender");

    private static final List<String> ADAPTER_INMEMORY =
            below("adapter.inmemory", "InMemoryTokenVerifier", "InMemoryTransferQuery");

    private static final List<String> ADAPTER_JDBC = below(
            "adapter.jdbc",
            "JdbcConfig",
            "JdbcStorage",
            "JdbcTransferImport",
            "JdbcTransferImport.Repetition",
            "JdbcTransferImport.Summary",
            "SchemaMode",
            "WrongSchemaException");

    private static final List<String> ADAPTER_KEYSTONE = below(
            "adapter.keystone",
            "CachingTokenVerifier",
            "CallObserver",
            "KeystoneConfig",
            "KeystoneTokenVerifier",
            "ServiceCredentials",
            "ServiceCredentials.ApplicationCredential",
            "ServiceCredentials.User",
            "TokenCacheConfig");

    private static final List<String> TESTKIT = below(
            "testkit",
            "FailingTransferQuery",
            "SampleTransfers",
            "TestClock",
            "TokenVerifierContract",
            "TransferLookupContract",
            "TransferQueryContract");

    private static final List<String> BOOTSTRAP = below(
            "bootstrap",
            "IdentityChoice",
            "IdentityChoice.Keystone",
            "IdentityChoice.Tokens",
            "ListenAddress",
            "Main",
            "OffsetRules",
            "OperationConfig",
            "ServerConfig",
            "StorageChoice",
            "StorageChoice.InMemory",
            "StorageChoice.Jdbc",
            "TransferServer",
            "files.Conversions",
            "files.CredentialsFile",
            "files.FileErrors",
            "files.Place",
            "files.SecretFile",
            "files.Suggestion",
            "files.TokenFile",
            "files.TransferFile",
            "logging.AccessLog",
            "logging.LogFormat",
            "logging.LogSetup",
            "logging.LogText",
            "metrics.PrometheusMetrics",
            "metrics.ServerMetrics",
            "settings.Arguments",
            "settings.Command",
            "settings.InvalidSettingsException",
            "settings.Setting",
            "settings.SettingValue",
            "settings.Settings",
            "settings.Settings.FileReader");

    /** All modules' lists in one. */
    static final Set<String> LISTED = Stream.of(
                    DOMAIN,
                    APPLICATION,
                    ADAPTER_HTTP,
                    ADAPTER_INMEMORY,
                    ADAPTER_JDBC,
                    ADAPTER_KEYSTONE,
                    TESTKIT,
                    BOOTSTRAP)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private PublicTypes() {}

    private static List<String> below(String ring, String... types) {
        return Stream.of(types).map(type -> ring + '.' + type).toList();
    }

    /**
     * Holds when the list and the public types are the same.
     *
     * @param listed names below the root, nested types after a dot
     */
    static ArchRule onlyListedTypesArePublic(Rings rings, Set<String> listed) {
        return classes()
                .that()
                .resideInAPackage(rings.root() + "..")
                .and(DescribedPredicate.describe("are public", PublicTypes::isPublic))
                .should(new BeListed(rings, listed))
                .because("what is public can no longer be changed at will, and what is missing breaks its users");
    }

    /** A nested type is as public as what it is nested in. */
    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getSimpleName().equals("package-info")
                && type.getEnclosingClass().map(PublicTypes::isPublic).orElse(true);
    }

    /** Fails for what is not on the list, and in the end for what is on it only. */
    private static final class BeListed extends ArchCondition<JavaClass> {

        private final Rings rings;
        private final Set<String> listed;
        private final Set<String> unseen = new TreeSet<>();

        BeListed(Rings rings, Set<String> listed) {
            super("be on the list of public types");
            this.rings = rings;
            this.listed = listed;
        }

        @Override
        public void init(Collection<JavaClass> all) {
            unseen.clear();
            unseen.addAll(listed);
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            String name = type.getName().substring(rings.root().length() + 1).replace('$', '.');
            unseen.remove(name);
            events.add(new SimpleConditionEvent(
                    type, listed.contains(name), "Type <" + type.getName() + "> is public and not on the list"));
        }

        @Override
        public void finish(ConditionEvents events) {
            unseen.forEach(name -> events.add(SimpleConditionEvent.violated(
                    name, "Type <" + rings.root() + "." + name + "> is on the list and not public, or gone")));
        }
    }
}

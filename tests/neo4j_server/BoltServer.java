import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A Neo4j Community server for the tests, with Bolt on the loopback address and nothing else.
 *
 * Arguments: the server's folder, the port (0 for any that is free), then settings as name=value. The first line of
 * standard input is the password of the user neo4j. Prints "bolt PORT" when it can be reached. The end of standard
 * input stops it, so that it never outlives the process that started it.
 */
final class BoltServer {
    private static final String STAMP = "password.set";

    public static void main(String[] args) {
        // Neo4j's own threads keep the machine alive after an exception: only exit() ends it.
        int status = 1;
        try {
            run(Path.of(args[0]).toAbsolutePath(), args);
            status = 0;
        } catch (Throwable failure) {
            failure.printStackTrace();
        }
        System.exit(status);
    }

    private static void run(Path home, String[] args) throws Exception {
        Files.createDirectories(home);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String password = input.readLine();

        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home)
            .loadPropertiesFromFile(settings(home, args))
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));

        var system = (GraphDatabaseAPI) service.database("system");
        Path stamp = home.resolve(STAMP);
        if (Files.notExists(stamp)) {   // a second time it would be refused, being no change
            system.executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
            Files.createFile(stamp);
        }

        var ports = system.getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
        System.out.println("bolt " + ports.getLocalAddress(ConnectorType.BOLT).getPort());
        System.out.flush();
        while (input.readLine() != null) {
            // wait for the end
        }
    }

    private static Path settings(Path home, String[] args) throws Exception {
        String address = "127.0.0.1:" + args[1];
        var lines = new ArrayList<>(List.of(
            "server.bolt.enabled=true",
            "server.bolt.listen_address=" + address,
            "server.bolt.advertised_address=" + address,
            "server.http.enabled=false",
            "server.https.enabled=false",
            "server.memory.pagecache.size=64m",
            "dbms.security.auth_enabled=true",
            "dbms.usage_report.enabled=false",
            // Else every stop waits ten seconds for threads that have nothing to do.
            "internal.server.bolt.thread_pool_shutdown_wait_time=0s"));
        lines.addAll(Arrays.asList(args).subList(2, args.length));
        return Files.write(home.resolve("settings.conf"), lines);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HourExchange.Tests.Kit;

/// <summary>The certified npm oidc-provider (tests/Identity/Certified), installed as its lock says and running on this machine.</summary>
public sealed class CertifiedProvider : IAsyncLifetime
{
    internal const string Secret = "secret-between-the-two-of-them";

    private static readonly JsonSerializerOptions Spelled = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hourexchange-provider-");
    private Process? _process;

    internal Uri Issuer { get; } = new($"http://localhost:{FreePort()}");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Identity", "Certified")))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        using var installing = Process.Start(Program("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))!;
        var said = await installing.StandardOutput.ReadToEndAsync() + await installing.StandardError.ReadToEndAsync();
        await installing.WaitForExitAsync();
        Assert.True(installing.ExitCode == 0, said);
    }

    /// <summary>Runs, if it does not yet, for people who come from and go back to this sign-in provider and its portal.</summary>
    internal async Task Start(Uri identity)
    {
        if (_process is not null)
        {
            return;
        }

        object Client(string id, string redirect, string? userInfo = null) => new
        {
            client_id = id,
            client_secret = Secret,
            redirect_uris = new[] { redirect },
            token_endpoint_auth_method = "client_secret_post",
            id_token_signed_response_alg = "ES256",
            userinfo_signed_response_alg = userInfo,
        };
        var start = Program("node", "provider.mjs");
        start.Environment["PROVIDER"] = JsonSerializer.Serialize(new
        {
            issuer = Issuer.GetLeftPart(UriPartial.Authority),
            person = new { sub = "p-7f3a", name = "Zzqa Brevforg", affiliation = new[] { "staff@hets.example", "member@hets.example" }, inst = "HETS", role = "finance" },
            programs = new Dictionary<string, object> { ["a-program"] = new { inst = "HETS", role = "finance" } },
            clients = new[]
            {
                Client("json", new Uri(identity, "/connexion/fournisseur/json/retour").ToString()),
                Client("signed", new Uri(identity, "/connexion/fournisseur/signed/retour").ToString(), "ES256"),
                Client("portal", "http://localhost:8080/signin-oidc"),
                new
                {
                    client_id = "a-program",
                    client_secret = Secret,
                    redirect_uris = Array.Empty<string>(),
                    response_types = Array.Empty<string>(),
                    grant_types = new[] { "client_credentials" },
                    token_endpoint_auth_method = "client_secret_post",
                    id_token_signed_response_alg = "ES256",
                },
            },
        }, Spelled);
        _process = Process.Start(start)!;
        // Nobody reads its log; a full pipe would stop it.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Issuer };
        await Eventually.Holds("the certified provider listens", async () =>
        {
            try
            {
                using var answer = await http.GetAsync("/.well-known/openid-configuration");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private ProcessStartInfo Program(string name, params string[] arguments) =>
        new(name, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HourExchange.Console.Demo;

namespace HourExchange.Console.Invited;

/// <summary>A house as those outside reach it: what <c>FOLDER/addresses.json</c> says.</summary>
/// <param name="SignIn">The sign-in provider.</param>
/// <param name="Portal">The pages.</param>
/// <param name="PortalSecret">File with what the portal shows the provider to get tokens.</param>
/// <param name="Mails">Folder in which mails arrive.</param>
/// <param name="Authority">File with the certificate of who vouches for the addresses; null: the machine knows.</param>
internal sealed record HouseAddresses(Uri SignIn, Uri Portal, string Interventions, string Ledger, string Reporting, string PortalSecret, string Mails, string? Authority)
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web);

    public ServiceAddresses Services => new(Interventions, Ledger, Reporting);

    /// <exception cref="DemoException">The file is not as expected.</exception>
    public static HouseAddresses Read(string folder)
    {
        var file = Path.Combine(folder, "addresses.json");
        try
        {
            return JsonSerializer.Deserialize<HouseAddresses>(File.ReadAllText(file), Spelling) ?? throw new DemoException($"{file} is empty.");
        }
        catch (JsonException fault)
        {
            throw new DemoException($"{file} is not as expected: {fault.Message}", fault);
        }
    }

    /// <summary>Connections to this machine, whatever the names: they are those of a proxy, which no name server knows yet.</summary>
    public SocketsHttpHandler Connect()
    {
        var connecting = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, stopping) =>
            {
                var client = new System.Net.Sockets.TcpClient();
                await client.ConnectAsync("127.0.0.1", context.DnsEndPoint.Port, stopping);
                return client.GetStream();
            },
        };
        if (Authority is not null)
        {
            connecting.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        return connecting;
    }
}

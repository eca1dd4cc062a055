using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace HourExchange.Plumbing.Broker;

/// <summary>
/// Makes the virtual host, the owner user and a service's user over the management API. The owner declares; a service
/// touches only names that begin with its own.
/// </summary>
public static class BrokerProvisioning
{
    /// <summary>Redeliveries of one message before it goes to the dead letters. RabbitMQ 3.10 has no limit of its own.</summary>
    public const int DeliveryLimit = 20;

    private const int TriesLimit = 6;

    /// <param name="adminUrl">Management API with credentials: <c>http://user:password@host:15672</c>.</param>
    /// <param name="prefix">What the service's own exchanges and queues begin with, for instance <c>ledger</c>.</param>
    public static async Task Provision(string adminUrl, BrokerSettings owner, BrokerSettings service, string prefix)
    {
        using var http = Connect(adminUrl);
        var host = Uri.EscapeDataString(owner.VirtualHost);
        await Put(http, $"vhosts/{host}", new { });
        await PutUser(http, owner, ".*", ".*", ".*");
        var own = $"^{prefix}\\.";
        // MassTransit declares, to the letter as it stands, what it sends to: hence configure as well as write.
        await PutUser(http, service, own, own, own);
        await Put(http, $"policies/{host}/delivery-limit", new Dictionary<string, object>
        {
            ["pattern"] = "^(?!dead-letters).*",
            ["apply-to"] = "queues",
            ["definition"] = new Dictionary<string, object>
            {
                ["delivery-limit"] = DeliveryLimit,
                ["dead-letter-exchange"] = BrokerTopology.DeadLetters,
                ["dead-letter-strategy"] = "at-least-once",
                ["overflow"] = "reject-publish",
            },
        });
    }

    public static async Task Drop(string adminUrl, BrokerSettings owner)
    {
        using var http = Connect(adminUrl);
        using var answer = await http.DeleteAsync($"vhosts/{Uri.EscapeDataString(owner.VirtualHost)}");
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }

    private static HttpClient Connect(string adminUrl)
    {
        var uri = new Uri(adminUrl);
        var http = new HttpClient { BaseAddress = new Uri($"{uri.Scheme}://{uri.Authority}/api/"), Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
        return http;
    }

    private static async Task PutUser(HttpClient http, BrokerSettings user, string configure, string write, string read)
    {
        await Put(http, $"users/{Uri.EscapeDataString(user.User)}", new { password = user.Password, tags = "" });
        await Put(http, $"permissions/{Uri.EscapeDataString(user.VirtualHost)}/{Uri.EscapeDataString(user.User)}", new { configure, write, read });
    }

    private static async Task Put(HttpClient http, string path, object body)
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await http.PutAsJsonAsync(path, body);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new InvalidOperationException("The broker's management API refuses the password of its administrator (Broker:Admin).");
            }

            // The broker refuses a user's rights for a moment while somebody else sets the same user anew.
            if (tries == TriesLimit)
            {
                throw new InvalidOperationException(
                    $"The broker's management API answered {(int)answer.StatusCode} to {path.Split('/')[0]}: {await answer.Content.ReadAsStringAsync()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200 * tries));
        }
    }
}

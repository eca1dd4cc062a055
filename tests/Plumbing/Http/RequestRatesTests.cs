using System.Net.Http.Headers;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Plumbing.Http;

[Trait("needs", "servers")]
public sealed class RequestRatesTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again_and_nobody_else_waits_and_the_log_says_who()
    {
        var logs = new LogLines();
        var settings = house.Settings(InterventionsService.Host);
        settings["Limits:RequestsPerSecond"] = "1";
        await using var app = House.Build(InterventionsService.Host, settings, services => services.AddSingleton(logs.Factory));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var answers = new List<HttpResponseMessage>();
        for (var count = 0; count < 40; count++)
        {
            answers.Add(await Ask("HETS-hasty"));
        }

        Assert.InRange(answers.Count(answer => answer.IsSuccessStatusCode), 10, 39);
        var refused = answers.First(answer => !answer.IsSuccessStatusCode);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("too-many-requests", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True((await Ask("HETS-calm")).IsSuccessStatusCode);
        // Health is asked by machines.
        Assert.True((await http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode);

        Assert.Contains(logs.All, line => line.Contains("GET /api/v1/institutions 200", StringComparison.Ordinal) && line.Contains("HETS HETS-hasty", StringComparison.Ordinal));
        Assert.Contains(logs.All, line => line.Contains("GET /api/v1/institutions 429 too-many-requests of HETS HETS-hasty", StringComparison.Ordinal));

        async Task<HttpResponseMessage> Ask(string subject)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/institutions");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestKeys.Token("HETS", "auditor", subject));
            return await http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }
}

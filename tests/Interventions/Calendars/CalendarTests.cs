using System.Collections.Concurrent;
using System.Diagnostics;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Calendars;

[Trait("needs", "servers")]
public sealed class CalendarTests(House house) : IClassFixture<House>
{
    private static readonly HttpClient Anybody = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task A_calendar_is_followed_by_its_address_until_it_is_revoked()
    {
        var (today, registrar) = (Today, await house.As("HG", "registrar"));
        await Given.AgreementInForce(house, "CAL");
        var lately = Day(today.AddDays(-10));
        await Register("C-1", lately);
        await Register("C-2", lately, contributor: "HG-032");
        await Register("C-old", Day(today.AddDays(-420)));
        var declined = await Register("C-3", lately, state: "requested");
        (await (await house.As("HG", "approver")).Act($"interventions/{declined}/declines", new { reason = "Absent" })).Is(200);

        var whole = (await registrar.Post("calendars", new { })).Is(201);
        var ofOne = (await registrar.Post("calendars", new { contributor = "HG-032" })).Is(201)["address"].GetString()!;
        var address = whole["address"].GetString()!;
        Assert.Matches("^/calendar/[A-Za-z0-9_-]{43}\\.ics$", address);

        var feed = await Follow(address);
        Assert.Equal((200, "text/calendar"), (feed.Status, feed.MediaType));
        Assert.Equal(3, Count(feed.Text, "BEGIN:VEVENT"));
        Assert.Contains($"UID:{declined}\r\n", feed.Text, StringComparison.Ordinal);
        Assert.Equal(1, Count(feed.Text, "STATUS:CANCELLED"));
        Assert.Contains("SUMMARY:cours · formation-de-base · HG-032\r\n", feed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Budget", feed.Text, StringComparison.Ordinal);
        Assert.Equal(1, Count((await Follow(ofOne)).Text, "BEGIN:VEVENT"));

        var listed = (await registrar.Get("calendars")).Is(200);
        Assert.Equal(2, listed["calendars"].GetArrayLength());
        Assert.DoesNotContain(Token(address), listed.Text, StringComparison.Ordinal);
        var id = whole["id"].GetString();
        (await (await house.As("HETS", "registrar")).Post($"calendars/{id}/revocations", new { })).IsProblem(404, "calendar-not-found");
        var revoked = (await registrar.Post($"calendars/{id}/revocations", new { })).Is(200);
        Assert.Equal(revoked.Text, (await registrar.Post($"calendars/{id}/revocations", new { })).Is(200).Text);
        (await Follow(address)).IsProblem(404, "calendar-not-found");
        (await Follow("/calendar/" + new string('A', 43) + ".ics")).IsProblem(404, "calendar-not-found");
        (await Follow("/calendar/x.ics")).IsProblem(404, "calendar-not-found");
        (await Follow(ofOne)).Is(200);
    }

    [Fact]
    public async Task The_address_is_kept_nowhere_and_told_to_nobody()
    {
        await Given.AgreementInForce(house, "SECRET");
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Post("calendars", new { }, idempotencyKey: "once")).IsProblem(422, "idempotency-key-unsupported");
        (await registrar.Post("calendars", new { contributor = "nobody" })).IsProblem(422, "contributor-unknown");
        (await (await house.As("HETS", "approver")).Post("calendars", new { })).IsProblem(403, "role-missing");
        var address = (await registrar.Post("calendars", new { })).Is(201)["address"].GetString()!;

        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue(activity.DisplayName + " " + string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))),
        };
        ActivitySource.AddActivityListener(listener);
        (await Follow(address)).Is(200);
        await Eventually.Holds("the request has its span", () => Task.FromResult(spans.Any(span => span.Contains("/calendar/{token}.ics", StringComparison.Ordinal))));
        Assert.DoesNotContain(spans, span => span.Contains(Token(address), StringComparison.Ordinal));

        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host,
            "select count(*) from interventions.calendar as calendar where position(@token in calendar::text) > 0", new { token = Token(address) }));
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host,
            "select count(*) from plumbing.idempotent_answer as kept where position(@token in kept::text) > 0", new { token = Token(address) }));
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Token(string address) => address["/calendar/".Length..^".ics".Length];

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private async Task<string> Register(string reference, string date, string contributor = "HG-031", string state = "delivered")
    {
        var line = System.Text.Json.JsonSerializer.SerializeToNode(Given.LineRequest(reference, "CAL", date))!.AsObject();
        line["contributor"] = contributor;
        line["state"] = state;
        return (await (await house.As("HETS", "registrar")).Post("interventions", line)).Is(201)["id"].GetString()!;
    }

    private async Task<Reply> Follow(string address)
    {
        using var answer = await Anybody.GetAsync(new Uri(await house.Address(InterventionsService.Host), address));
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType, null);
    }
}

using HourExchange.Plumbing.Http;
using Microsoft.AspNetCore.Http;

namespace HourExchange.Tests.Plumbing.Http;

public sealed class PreferenceTests
{
    [Theory]
    [InlineData("wait=2", 2)]
    [InlineData("respond-async, Wait=10", 10)]
    [InlineData("wait=0", 0)]
    [InlineData("respond-async", null)]
    [InlineData("wait", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait=1.5", null)]
    [InlineData("wait=99999999999", null)]
    [InlineData("=;,=", null)]
    [InlineData("", null)]
    public void How_long_the_caller_waits_is_read_in_whole_seconds(string prefer, int? seconds)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[Preference.Header] = prefer;
        Assert.Equal(seconds is { } known ? TimeSpan.FromSeconds(known) : null, Preference.Wait(request));
    }
}

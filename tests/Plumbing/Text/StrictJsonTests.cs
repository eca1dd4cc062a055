using HourExchange.Plumbing.Text;

namespace HourExchange.Tests.Plumbing.Text;

public sealed class StrictJsonTests
{
    /// <summary>Else whoever asks first what is known of a type gets an exception, and whoever changes the options changes every hash.</summary>
    [Fact]
    public void The_options_are_whole_and_fixed_from_the_start() => Assert.True(StrictJson.Options is { IsReadOnly: true, TypeInfoResolver: not null });
}

using HourExchange.Tests.Kit;
using HourExchange.Tests.Reporting.Reports;

namespace HourExchange.Tests.Portal;

/// <summary>One house for all classes that read figures on pages.</summary>
[CollectionDefinition(Name)]
public sealed class WithFigures : ICollectionFixture<FiguresHouse>
{
    public const string Name = "with figures";
}

/// <summary>A house with its pages and, once somebody asks for them, the sample years.</summary>
public sealed class FiguresHouse : PortalHouse
{
    private readonly Dictionary<string, SampleYears> _samples = [];

    internal async Task<SampleYears> Sample(string agreement)
    {
        if (!_samples.TryGetValue(agreement, out var sample))
        {
            _samples[agreement] = sample = await SampleYears.Posted(this, agreement);
        }

        return sample;
    }
}

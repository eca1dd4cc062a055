namespace HourExchange.Plumbing;

/// <summary>A number of minutes whose name does not say so.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MinutesAttribute : Attribute;

using System.ComponentModel.DataAnnotations;
using UpperBack.Contracts.Live;
using UpperBack.Host.Web;

namespace UpperBack.Architecture;

/// <summary>What the client's types and forms are told of the records on the wire.</summary>
public sealed class WireRuleTests
{
    private static readonly string Hub = HubTypeScript.Write();

    private enum Weather
    {
        Sunny,
        LightRain,
    }

    [Fact]
    public void AttributesOfARecordsParametersHoldForItsProperties()
    {
        var rules = typeof(Sample).GetProperties().ToDictionary(one => one.Name, WireRule.Of);
        Assert.Equal([("minLength", 1d), ("maxLength", 9d)], rules[nameof(Sample.Title)].Limits());
        Assert.Equal([("maxItems", 3d)], rules[nameof(Sample.Names)].Limits());
        Assert.Equal([("minimum", 2d), ("maximum", 7d)], rules[nameof(Sample.Seats)].Limits());
        Assert.Equal([("minimum", 1d)], rules[nameof(Sample.Week)].Limits());
        Assert.Equal(["sunny", "light-rain"], rules[nameof(Sample.Weather)].OneOf!.Values);
        Assert.Empty(rules[nameof(Sample.Free)].Limits());
        Assert.Null(rules[nameof(Sample.Free)].OneOf);
    }

    [Fact]
    public void EveryMessageOfTheHubHasItsType()
    {
        var messages = HubContract.Messages();
        Assert.Contains(typeof(Cue), messages);
        Assert.Contains(typeof(RunSheetStep), messages);
        Assert.Contains(typeof(MirrorTile), messages);
        Assert.All(messages, message =>
            Assert.Contains($"export interface {message.Name} {{\n", Hub, StringComparison.Ordinal)
        );
        Assert.All(HubContract.Sides.SelectMany(side => side.GetMethods()), method =>
            Assert.Contains($"\n  {method.Name}(", Hub, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("export type CueKind = (typeof cueKinds)[number];")]
    [InlineData("export const reactions = [\n  'heart',")]
    [InlineData("export type RoomStatus = (typeof roomStatuses)[number];")]
    [InlineData("  streamMissing?: StreamMissing | null;\n")]
    [InlineData("  members: RoomMember[];\n")]
    [InlineData("  counts: Record<string, number>;\n")]
    [InlineData("  SendCue(request: SendCueRequest): Promise<CueAck>;\n")]
    [InlineData("  Leave(request: LeaveRequest): Promise<void>;\n")]
    [InlineData("  CueReceived(cue: Cue): void;\n")]
    [InlineData("    text: { maxLength: 280 },\n")]
    [InlineData("\n  | 'room.not-open'")]
    [InlineData("export interface MirrorShare {\n  type: 'share';\n")]
    [InlineData("export type MirrorServerMessage =\n  | MirrorSharing\n")]
    [InlineData("  looksAt: number | null;\n")]
    [InlineData("  lookInBytes: 49152,\n")]
    public void ItSaysTypesSetsAndLimits(string line) => Assert.Contains(line, Hub, StringComparison.Ordinal);

    [Fact]
    public void WhatAClosedSetIsCalledIsWhatTheWireCarries() =>
        Assert.All(HubContract.Sets().SelectMany(OneOfAttribute.ValuesOf), value =>
            Assert.Equal(JsonNamingPolicy.KebabCaseLower.ConvertName(value), value)
        );

    private sealed record Sample(
        [StringLength(9, MinimumLength = 1)] string Title,
        [MaxLength(3)] IReadOnlyList<string> Names,
        [Range(2, 7)] int Seats,
        [Range(1, int.MaxValue)] int Week,
        [OneOf(typeof(Weather))] string Weather,
        string? Free = null
    );
}

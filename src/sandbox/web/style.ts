/** The one style sheet of the pages, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --ink: #1f2328; --soft: #5f6671; --line: #dcdcd7; --quiet: #f0f0ec;
  --accent: #0b63c5; --accent-ink: #ffffff; --bot: #eef4fb; --bot-line: #bcd4ee;
  --good: #1a7f37; --good-back: #e4f5e8; --bad: #b42318; --bad-back: #fdeae8; --done: #7b4fc9; --warn: #8a6100;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171a; --card: #1c1f23; --ink: #e3e5e8; --soft: #9aa2ad; --line: #33383f; --quiet: #24282d;
    --accent: #6cb0ff; --accent-ink: #0d1117; --bot: #19222e; --bot-line: #2f4a68;
    --good: #57c271; --good-back: #14291a; --bad: #ff8f85; --bad-back: #331a18; --done: #b696f5; --warn: #e0b252;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; }
code, pre, kbd { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", monospace; font-size: .88em; }
main { max-width: 66rem; margin: 0 auto; padding: 1.2rem 1rem 4rem; }
.bar { background: var(--card); border-bottom: 1px solid var(--line); }
.bar > div { max-width: 66rem; margin: 0 auto; padding: .55rem 1rem; display: flex; flex-wrap: wrap; gap: .5rem 1.4rem; align-items: center; }
.bar .name { font-weight: 650; color: var(--ink); }
.bar nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; flex: 1 1 auto; }
.bar form { display: flex; gap: .4rem; align-items: center; margin: 0; }
.bar label { color: var(--soft); font-size: .87rem; }
.soft { color: var(--soft); }
.small { font-size: .87rem; }
h1 { font-size: 1.5rem; margin: .3rem 0 .5rem; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .6rem; }
.titleline { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; margin-bottom: 1rem; }
.state { border-radius: 1rem; padding: .1rem .75rem; font-size: .85rem; font-weight: 600; color: #fff; background: #1a7f37; }
.state.closed { background: #7b4fc9; } .state.refused { background: #6b7280; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 1.6rem; align-items: start; }
@media (max-width: 50rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
aside section { border-bottom: 1px solid var(--line); padding-bottom: .8rem; margin-bottom: .8rem; }
aside h2 { margin: 0 0 .4rem; font-size: .87rem; color: var(--soft); font-weight: 600; }
.label { display: inline-block; border-radius: 1rem; padding: 0 .6rem; margin: 0 .2rem .25rem 0; font-size: .8rem; line-height: 1.5rem; border: 1px solid var(--line); background: var(--quiet); }
.swatch { display: inline-block; vertical-align: -1px; margin-right: .35rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .55rem; margin-bottom: 1rem; overflow: hidden; }
.card > header { display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; padding: .45rem .9rem; background: var(--quiet); border-bottom: 1px solid var(--line); font-size: .87rem; }
.card > header .actions { margin-left: auto; display: flex; gap: .5rem; align-items: center; }
.card > .content { padding: .35rem .9rem .8rem; }
.card.bot { border-color: var(--bot-line); } .card.bot > header { background: var(--bot); border-color: var(--bot-line); }
.tag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .78rem; color: var(--soft); }
.event { color: var(--soft); font-size: .87rem; margin: 0 0 1rem 1rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.event p { margin: .15rem 0; }
.reactions { padding: 0 .9rem .7rem; font-size: .87rem; }
.reactions span { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .55rem; background: var(--quiet); }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { padding: .65rem .9rem; border-bottom: 1px solid var(--line); } .rows li:last-child { border-bottom: 0; }
.rows .title { font-weight: 600; color: var(--ink); margin-right: .4rem; }
.tabs { display: flex; gap: 1rem; margin: .4rem 0 .8rem; align-items: center; } .tabs .here { font-weight: 650; color: var(--ink); }
.tabs .end { margin-left: auto; }
input[type=text], select, textarea { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .55rem; max-width: 100%; }
input[type=text], textarea { width: 100%; } textarea { min-height: 7rem; resize: vertical; }
.bar input[type=text] { width: 4rem; } .bar select { max-width: 13rem; } .bar .push { margin-right: auto; }
.bar input[type=text], .bar select, .bar button { font-size: .87rem; padding: .15rem .5rem; }
button, .button { font: inherit; font-weight: 600; cursor: pointer; color: var(--ink); background: var(--quiet); border: 1px solid var(--line); border-radius: .4rem; padding: .32rem .8rem; display: inline-block; }
button.main, .button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.link { background: none; border: 0; padding: 0; color: var(--accent); font-weight: 400; font-size: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
form.inline { display: inline; margin: 0; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .6rem; } .buttons .end { margin-left: auto; }
fieldset { border: 0; margin: 0 0 1.2rem; padding: 0; } legend, .question { font-weight: 600; padding: 0; display: block; margin-bottom: .15rem; }
.hint { color: var(--soft); font-size: .87rem; margin: 0 0 .35rem; } form .content > .markdown { margin-bottom: 1.2rem; } .choice { display: block; margin: .2rem 0; }
.markdown > :first-child { margin-top: .5rem; } .markdown > :last-child { margin-bottom: 0; } .markdown { overflow-wrap: anywhere; }
.markdown .depth-1 { font-size: 1.5rem; } .markdown .depth-2 { font-size: 1.3rem; } .markdown .depth-3 { font-size: 1.12rem; margin: 1rem 0 .5rem; }
.markdown p, .markdown ul, .markdown ol { margin: .6rem 0; } .markdown li { margin: .2rem 0; }
.markdown.comment p, .markdown.comment li { white-space: pre-line; }
.markdown .checklist { list-style: none; padding-left: 1.6rem; } .markdown .box > input { margin: 0 .35rem 0 -1.4rem; }
.markdown blockquote { margin: .6rem 0; padding: .1rem .9rem; border-left: 3px solid var(--line); color: var(--soft); }
.markdown .alert { margin: .7rem 0; padding: .4rem .9rem; border-left: 3px solid var(--accent); background: var(--quiet); border-radius: 0 .4rem .4rem 0; }
.markdown .alert.warning, .markdown .alert.caution { border-color: var(--warn); } .markdown .alert p { margin: .2rem 0; }
.markdown code { background: var(--quiet); padding: .1em .35em; border-radius: .3em; } .markdown pre code { background: none; padding: 0; }
.markdown details { border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .8rem; margin: .7rem 0; } .markdown summary { cursor: pointer; }
.wide { overflow-x: auto; } table { border-collapse: collapse; } .markdown table { margin: .6rem 0; }
td, th { border: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top; } th { background: var(--quiet); }
td.right { text-align: right; } td.center { text-align: center; }
.mention { font-weight: 600; } .picture { color: var(--soft); border-bottom: 1px dotted; }
pre { background: var(--quiet); border-radius: .4rem; padding: .7rem .9rem; overflow-x: auto; margin: .6rem 0; }
.file pre, .diff { margin: 0; border-radius: 0; background: none; }
.diff { padding: .4rem 0; font-size: .84rem; } .diff span { display: block; padding: 0 .9rem; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.4em; }
.diff .added { background: var(--good-back); } .diff .removed { background: var(--bad-back); } .diff .place { color: var(--soft); background: var(--quiet); }
.plus { color: var(--good); } .minus { color: var(--bad); }
.warning-box { border: 1px solid var(--warn); border-radius: .5rem; padding: .5rem .9rem; margin-bottom: 1rem; background: var(--card); }
`;

{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能完成审核</h2><ul>{{#ERROR}}<li><a href="#{{FIELD}}">{{TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
{{#CONFLICT}}<div class="note r" id="errs" tabindex="-1" role="alert">
{{#BY_OTHER}}<h2>该报送已被 {{NAME}} 于 <time datetime="{{AT_ISO}}">{{AT}}</time> 处理：{{#APPROVED}}审核通过{{/APPROVED}}{{#RETURNED}}退回修改{{/RETURNED}}</h2><p>您的审核没有生效。填写的意见列在下面，可以复制。</p>{{/BY_OTHER}}
{{#TAKEN_BACK}}<h2>填报单位已撤回</h2><p>您的审核没有生效。填写的意见列在下面，可以复制；单位重新提交后会再次进入待审队列。</p>{{/TAKEN_BACK}}
{{#NEWER}}<h2>填报单位已撤回并重新提交</h2><p>您的审核没有生效。下面是最新内容，您填写的意见已保留，请核对后再次审核。</p>{{/NEWER}}
</div>{{/CONFLICT}}
<div class="ph"><div><p class="sm mut">{{#PLACE_IN_QUEUE}}审核 {{PLACE}} / {{OF}}<i class="sep"></i>{{/PLACE_IN_QUEUE}}第 {{NO}} 项<i class="sep"></i>{{UNIT}}</p>
<h1>{{TITLE}}<i class="sep"></i>{{PERIOD}}进展</h1>
{{#WHO}}<p class="sub">{{UNIT}} {{FILED_BY}} <time datetime="{{AT_ISO}}">{{AT}}</time> 提交{{#AGAIN}}（第 {{ROUND}} 次报送）{{/AGAIN}}{{#LATE}} <span class="st att">逾期报送</span>{{/LATE}}{{#ON_BEHALF}} <span class="st">督查室代填</span>{{/ON_BEHALF}}</p>{{/WHO}}</div>
<div class="acts np">{{#PREVIOUS}}<a class="btn" href="/reviews/{{ID}}">上一件</a>{{/PREVIOUS}}{{#NEXT}}<a class="btn" href="/reviews/{{ID}}">下一件</a>{{/NEXT}}</div></div>
<div class="cols"><div>
{{#RESULT}}<section class="card"><div class="hd"><h2>审核结果</h2>{{>STATUS}}</div><div class="bd">
{{#DECIDED}}<p>{{NAME}} 于 <time datetime="{{AT_ISO}}">{{AT}}</time> {{#APPROVED}}审核通过，认定 {{>LIGHT}}{{/APPROVED}}{{#RETURNED}}退回修改{{/RETURNED}}。</p>{{#COMMENT}}<p class="orig flat pre ml2">{{COMMENT_TEXT:pre_escape}}</p>{{/COMMENT}}{{/DECIDED}}
{{#TAKEN_BACK}}<p>填报单位已撤回，尚未重新提交，内容暂不公开。</p>{{/TAKEN_BACK}}
<p class="ml2"><a href="/reviews">返回待审队列</a></p></div></section>{{/RESULT}}
{{#RETURN_BEFORE}}<div class="note y"><h2>上次退回意见（第 {{ROUND}} 次报送，{{NAME}} <time datetime="{{AT_ISO}}">{{AT}}</time>）</h2><p class="pre">{{COMMENT:pre_escape}}</p></div>{{/RETURN_BEFORE}}
{{#CONTENT}}
<section class="card"><div class="hd"><h2>{{#BEFORE}}与上期已通过内容对比（{{BEFORE_PERIOD}} → {{PERIOD}}）{{/BEFORE}}{{#NO_BEFORE}}本期内容（此前没有已通过的报送）{{/NO_BEFORE}}</h2><a class="sm np" href="{{REPORT_ADDRESS}}">查看报送页</a></div><div class="bd">
<table class="tbl stk" role="table"><caption class="vh">亮灯与量化目标的变化</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">项目</th><th scope="col" role="columnheader" class="num">上期</th><th scope="col" role="columnheader" class="num">本期</th><th scope="col" role="columnheader" class="num">变化</th><th scope="col" role="columnheader">年度目标</th></tr></thead><tbody role="rowgroup">
<tr role="row"><th scope="row" role="rowheader">亮灯</th><td role="cell" class="num" data-l="上期">{{#BEFORE}}{{>BEFORE_LIGHT}}{{/BEFORE}}{{#NO_BEFORE}}<span class="dim">—<span class="vh">无数据</span></span>{{/NO_BEFORE}}</td><td role="cell" class="num" data-l="本期">{{>LIGHT}}</td><td role="cell" class="num" data-l="变化">{{#LIGHT_UP}}好转{{/LIGHT_UP}}{{#LIGHT_DOWN}}<b>变差</b>{{/LIGHT_DOWN}}{{#LIGHT_SAME}}<span class="dim">无变化</span>{{/LIGHT_SAME}}{{#LIGHT_NEW}}<span class="dim">—</span>{{/LIGHT_NEW}}</td><td role="cell" class="hide"></td></tr>
{{#TARGET}}<tr role="row"><th scope="row" role="rowheader">{{SUBJECT}}{{#DOUBT}} <span class="tag">待核</span>{{/DOUBT}}{{#NOTE}}<br><small class="nm mut">说明：{{NOTE_TEXT}}</small>{{/NOTE}}</th><td role="cell" class="num" data-l="上期">{{#OLD}}{{AMOUNT}} {{UNIT_WORD}}{{/OLD}}{{#NO_OLD}}<span class="dim">—<span class="vh">无数据</span></span>{{/NO_OLD}}</td><td role="cell" class="num b" data-l="本期">{{#NOW}}{{AMOUNT}} {{UNIT_WORD}}{{/NOW}}{{#NO_NOW}}<span class="dim">未填</span>{{/NO_NOW}}</td><td role="cell" class="num" data-l="变化">{{#CHANGE}}{{SIGN}}{{AMOUNT}}{{/CHANGE}}{{#LOWER}}<b class="bad">−{{AMOUNT}} 倒退</b>{{/LOWER}}{{#SAME}}<span class="dim">无变化</span>{{/SAME}}{{#NO_CHANGE}}<span class="dim">—</span>{{/NO_CHANGE}}</td><td role="cell" data-l="年度目标">{{GOAL}}{{#DONE}}<span class="mut">（完成 {{PERCENT}}%）</span>{{/DONE}}</td></tr>{{/TARGET}}
</tbody></table>
{{#ADVICE}}<div class="note{{#DIFFERS}} y{{/DIFFERS}} ml2"><p>系统建议 <a class="ltl" href="{{TASK_ADDRESS}}/lights/{{CODE}}">{{>COMPUTED}}</a>{{#DIFFERS}}，与单位自评不一致{{/DIFFERS}}</p><ul class="ul">{{#WHY}}<li>{{WORDS}}</li>{{/WHY}}</ul></div>{{/ADVICE}}
{{#LIGHT_REASON}}<p class="sm ml2"><b>亮灯理由：</b>{{LIGHT_REASON_TEXT}}</p>{{/LIGHT_REASON}}
<h3 class="mt">进展情况{{#COPIED}} <span class="st att">沿用 {{COPIED_FROM}} 内容起草</span>{{/COPIED}}</h3><div class="{{#BEFORE}}cmp{{/BEFORE}}"><div><p class="sm mut">本期（{{PERIOD}}）</p>{{>NARRATIVE}}</div>{{#BEFORE}}<div><p class="sm mut">上期（{{BEFORE_PERIOD}}）</p><p class="pre">{{NARRATIVE_BEFORE:pre_escape}}</p></div>{{/BEFORE}}</div>
{{#WITH_ITEMS}}<h3 class="mt">工作项目进展</h3>{{>ITEMS}}{{/WITH_ITEMS}}
<h3 class="mt">下一步措施</h3><div class="{{#BEFORE}}cmp{{/BEFORE}}"><div><p class="sm mut">本期（{{PERIOD}}）</p>{{>STEPS}}</div>{{#BEFORE}}<div><p class="sm mut">上期（{{BEFORE_PERIOD}}）</p><p class="pre">{{STEPS_BEFORE:pre_escape}}</p></div>{{/BEFORE}}</div>
<details class="ml2"><summary>任务原文</summary><div class="orig pre">{{SOURCE:pre_escape}}</div><p class="sm ml2"><a href="{{TASK_ADDRESS}}">查看任务页</a></p></details>
</div></section>
{{/CONTENT}}
{{#REFUSED}}<div class="note">{{#OWN}}<p><b>该报送由您本人提交，须由其他督查员审核。</b></p>{{/OWN}}{{#CLOSED}}<p><b>该报送期已关闭，不能再审核。</b></p>{{/CLOSED}}</div>{{/REFUSED}}
{{#KEPT}}<section class="card"><div class="hd"><h2>您填写的意见（没有生效）</h2></div><div class="bd"><label class="vh" for="kept">您填写的意见</label><textarea id="kept" readonly class="short">{{KEPT_TEXT:pre_escape}}</textarea></div></section>{{/KEPT}}
{{#FORM}}<form class="card" method="post" action="/reviews/{{ID}}" id="decide" novalidate><div class="hd"><h2>审核意见</h2></div><div class="bd">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}">
<button class="vh" type="submit" name="decision" value="keep" tabindex="-1" aria-hidden="true">核对</button>
<fieldset class="field{{#BAD_LIGHT}} bad{{/BAD_LIGHT}}" id="light" tabindex="-1"><legend class="lab">督查认定亮灯 <span class="opt">（默认与单位自评一致；不同的请在意见中说明理由）</span></legend>{{#BAD_LIGHT}}<p class="err">{{TEXT}}</p>{{/BAD_LIGHT}}
<div class="radios">{{#RADIO}}<label class="radio{{#ON}} on{{/ON}}"><input type="radio" name="light" value="{{CODE}}"{{#ON}} checked{{/ON}}>{{>LIGHT}}{{#DECLARED}}<p>单位自评</p>{{/DECLARED}}{{#SUGGESTED}}<p>系统建议</p>{{/SUGGESTED}}</label>{{/RADIO}}</div></fieldset>
<div class="field{{#BAD_COMMENT}} bad{{/BAD_COMMENT}}"><label for="comment">意见 <span class="opt">（退回时必填，填报单位可见，1000 字以内）</span></label>{{#BAD_COMMENT}}<p class="err" id="comment-err">{{TEXT}}</p>{{/BAD_COMMENT}}
<textarea id="comment" name="comment" class="short"{{#BAD_COMMENT}} aria-invalid="true" aria-describedby="comment-err"{{/BAD_COMMENT}}>{{COMMENT:pre_escape}}</textarea></div>
<div class="row np"><button class="btn p" type="submit" name="decision" value="approve">审核通过</button><button class="btn w" type="submit" name="decision" value="return">退回修改</button><button class="btn t" type="submit" name="decision" value="approve-next">通过并看下一件</button></div>
</div></form>{{/FORM}}
</div>
<aside class="rail" aria-label="待审队列与核对清单">
{{#FACTS}}<section class="card"><div class="hd"><h2>核对清单</h2></div><div class="bd sm"><ul class="ul dots">
{{#FACT_FILLED}}<li>{{N}} 个指标均已填写</li>{{/FACT_FILLED}}{{#FACT_EMPTY}}<li><b>{{EMPTY_N}} 个指标未填数值</b>（共 {{N}} 个）</li>{{/FACT_EMPTY}}{{#FACT_NO_TARGETS}}<li>定性任务，没有量化目标</li>{{/FACT_NO_TARGETS}}
{{#FACT_LOWER}}<li><b>{{N}} 个累计值比上期减少</b></li>{{/FACT_LOWER}}{{#FACT_NOT_LOWER}}<li>累计值没有倒退</li>{{/FACT_NOT_LOWER}}
{{#FACT_DOUBT}}<li>{{N}} 个目标数值待核</li>{{/FACT_DOUBT}}
<li>进展情况 {{NARRATIVE_CHARS}} 字，下一步措施 {{STEPS_CHARS}} 字</li>
{{#FACT_SAME_TEXT}}<li><b>进展情况与上期完全相同</b></li>{{/FACT_SAME_TEXT}}
{{#FACT_AGAIN}}<li>第 {{ROUND}} 次报送</li>{{/FACT_AGAIN}}{{#FACT_LATE}}<li><b>逾期报送</b></li>{{/FACT_LATE}}{{#FACT_ON_TIME}}<li>按期报送</li>{{/FACT_ON_TIME}}
</ul></div></section>{{/FACTS}}
{{#QUEUE}}<section class="card np"><div class="hd"><h2>待审队列</h2><a class="sm" href="/reviews">全部 {{OF}} 件</a></div><ol class="q">{{#ITEM}}<li{{#HERE}} class="on"{{/HERE}}><a href="/reviews/{{ID}}"{{#HERE}} aria-current="true"{{/HERE}}>{{NO}} {{TITLE}}</a><br><small class="mut">{{UNIT}}<i class="sep"></i>{{AT}}</small> {{>LIGHT}}</li>{{/ITEM}}</ol></section>{{/QUEUE}}
</aside></div>

{{%AUTOESCAPE context="HTML"}}
<section class="card" aria-labelledby="h-f"><div class="hd"><h2 id="h-f">佐证材料（{{FILES_N}}）</h2><a class="sm np" href="{{FILES_PATH}}">清单与校验值</a></div><div class="bd">{{>FILE_LIST}}</div></section>
